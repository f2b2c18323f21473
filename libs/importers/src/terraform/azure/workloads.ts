import type { Resource } from '../resource.js';
import type { AzureContext, Workload } from './context.js';
import { readKubernetesClusters } from './kubernetes-clusters.js';
import { readScaleSets } from './scale-sets.js';
import { readVirtualMachines } from './virtual-machines.js';
import { readWebApps } from './web-apps.js';

type WorkloadReader = (resources: readonly Resource[], context: AzureContext) => readonly Workload[];

/** Who reads which type that accepts and opens connections. A new one is a new row. */
const WORKLOAD_READERS: Readonly<Record<string, WorkloadReader>> = {
  azurerm_virtual_machine: readVirtualMachines,
  azurerm_linux_virtual_machine: readVirtualMachines,
  azurerm_windows_virtual_machine: readVirtualMachines,
  azurerm_linux_virtual_machine_scale_set: readScaleSets,
  azurerm_windows_virtual_machine_scale_set: readScaleSets,
  azurerm_orchestrated_virtual_machine_scale_set: readScaleSets,
  azurerm_kubernetes_cluster: readKubernetesClusters,
  azurerm_linux_web_app: readWebApps,
  azurerm_windows_web_app: readWebApps,
  azurerm_linux_function_app: readWebApps,
  azurerm_windows_function_app: readWebApps,
};

/** All workloads of a document; their nodes are added to the draft. */
export function readWorkloads(context: AzureContext): readonly Workload[] {
  return Object.entries(WORKLOAD_READERS).flatMap(([type, read]) =>
    read(context.inventory.ofType(type), context),
  );
}
