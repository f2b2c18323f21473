import type { Provider } from '../provider.js';
import { AWS_TYPES, reasonForLeavingOut } from './aws-types.js';
import { readAws } from './read-aws.js';

export const AWS: Provider = {
  types: AWS_TYPES,
  nodeTypes: [
    'aws_nat_gateway',
    'aws_lb',
    'aws_elb',
    'aws_network_acl',
    'aws_vpc_endpoint',
    'aws_autoscaling_group',
    'aws_instance',
    'aws_ecs_service',
    'aws_eks_node_group',
  ],
  read: readAws,
  reasonForLeavingOut,
};
