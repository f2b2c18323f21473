// Terraform plans and states.
export { importTerraform, type TerraformImportOptions } from './terraform/import-terraform.js';

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
export { ImportError, type ImportErrorCode } from './import-error.js';
