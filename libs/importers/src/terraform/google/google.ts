import type { Provider } from '../provider.js';
import { GOOGLE_TYPES } from './google-types.js';
import { reasonForLeavingOut } from './left-out.js';
import { readGoogle } from './read-google.js';

export const GOOGLE: Provider = {
  types: GOOGLE_TYPES,
  nodeTypes: [
    'google_compute_router_nat',
    'google_compute_instance',
    'google_compute_instance_group_manager',
    'google_compute_region_instance_group_manager',
    'google_container_node_pool',
    'google_container_cluster',
    'google_cloud_run_v2_service',
    'google_compute_url_map',
    'google_compute_region_backend_service',
  ],
  read: readGoogle,
  reasonForLeavingOut,
};
