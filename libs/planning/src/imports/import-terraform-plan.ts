import { importTerraform, type ImportResult, type TerraformImportOptions } from '@portplan/importers';
import { requireRole, type Caller } from '../caller.js';

/** A topology and the skeleton of a forecast from what Terraform knows, to look at before storing it. */
export class ImportTerraformPlan {
  /**
   * Viewer. Stores nothing.
   * @param source `terraform show -json` of a plan or state, or a state file; text or parsed. @throws ImportError
   */
  run(caller: Caller, source: unknown, options: TerraformImportOptions = {}): ImportResult {
    requireRole(caller, 'viewer');
    return importTerraform(source, options);
  }
}
