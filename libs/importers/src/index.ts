// Terraform plans and states.
export { importTerraform, type TerraformImportOptions } from './terraform/import-terraform.js';

// Outputs of the command lines of providers.
export { importAwsCli, type AwsCliImportOptions } from './aws-cli/import-aws-cli.js';
export { importGcloud, type GcloudImportOptions } from './gcloud/import-gcloud.js';

// Configurations of proxies, and what a machine says of itself.
export { importHaproxy } from './haproxy/import-haproxy.js';
export { importNginx } from './nginx/import-nginx.js';
export { importLinux } from './linux/import-linux.js';

// Measured series, and values that are found from them.
export { readObserved } from './observed/read-observed.js';
export type { Observed, ObservedPoint, ObservedQuantity } from './observed/observed.js';
export {
  calibrate,
  type CalibratedValue,
  type Calibration,
  type CalibrationQuestion,
} from './calibration/calibrate.js';
export type { HoldingTimeFit } from './calibration/fit-holding-time.js';

// What an import gives, and how it fails.
export type {
  Assumption,
  DocumentName,
  ImportResult,
  ImportWarning,
  ImportWarningCode,
  NotUnderstood,
  Understood,
} from './import-result.js';
export { ImportError, readField, type ImportErrorCode } from './import-error.js';

// What an import cannot know: a file for it, and that file read back.
export { withUsage } from './usage/apply-usage.js';
export { usageSkeleton } from './usage/usage-skeleton.js';

// A new import into documents that were edited.
export { reimport, type Reimport, type ReimportQuestion } from './reimport/reimport.js';
export { idsIn, withoutOthers } from './reimport/other-sources.js';
export type { Change, Conflict, ConflictKind, Part, PartKind } from './reimport/difference.js';
export type { Generated } from './reimport/generated.js';
export { lockText, readLock, type ImportLock } from './reimport/lock.js';
