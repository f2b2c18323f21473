import type { Provider } from '../provider.js';
import { AZURE_TYPES, reasonForLeavingOut } from './azure-types.js';
import { readAzure } from './read-azure.js';

export const AZURE: Provider = {
  types: AZURE_TYPES,
  nodeTypes: [
    'azurerm_nat_gateway',
    'azurerm_lb',
    'azurerm_firewall',
    'azurerm_application_gateway',
    'azurerm_linux_virtual_machine',
    'azurerm_linux_virtual_machine_scale_set',
    'azurerm_kubernetes_cluster',
    'azurerm_linux_web_app',
  ],
  read: readAzure,
  reasonForLeavingOut,
};
