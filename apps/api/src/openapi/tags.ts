/** What the operations are told under, in the order in which a reader needs them. */
export const TAGS = {
  calculations: 'Plans of documents that nobody keeps: where to begin.',
  topologies:
    'What calls what, through which gateways: documents in revisions, with the nodes and legs in them.',
  forecasts: 'The traffic to come: documents in revisions.',
  scenarios:
    'A topology, a forecast and a policy, pinned or followed, with what differs; their runs and comparisons.',
  figures: 'Pools, NAT gateways and remedies of all scenarios’ newest runs.',
  dashboards: 'One scenario for Grafana and Prometheus.',
  profiles: 'Limits of providers, kernels and clients, each with its source; and a workspace’s own.',
  imports: 'Topologies from Terraform plans and states.',
  calibrations: 'Values from what was measured.',
  bulk: 'Many changes, all or none.',
  tokens: 'Who may do what.',
  workspaces: 'What belongs together, apart from all others.',
  audit: 'Who changed what.',
  operations: 'For those who run the service.',
} as const;
