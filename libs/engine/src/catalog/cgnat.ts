import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const vyos = readFrom(
  'https://github.com/vyos/vyos-documentation/commit/b5d3fe3b3609ed0af6a187a7efafaf2328f61636 (2,000 ports a subscriber, 1024-65535)',
  '2024',
);
const ranges = readFrom(
  'https://github.com/sever-sever/nftables-cgnat (a contiguous range of one address for each subscriber)',
  '2024',
);
const rfc6888 = readFrom('https://www.rfc-editor.org/rfc/rfc6888#section-3', '2013-04', 'secondary');
const rfc5382 = readFrom('https://www.rfc-editor.org/rfc/rfc5382#section-5', '2008-10', 'secondary');
const rfc4787 = readFrom('https://www.rfc-editor.org/rfc/rfc4787#section-4', '2007-01', 'secondary');
const within = readFrom(
  'https://www.rfc-editor.org/rfc/rfc4787#section-4.2 (a subscriber’s block is searched whole)',
  '2007-01',
  'derived',
);

/** Translators of carriers: a block of ports for each subscriber, and no port for two destinations. */
export const CGNAT_PROFILES: readonly Profile[] = [
  {
    id: 'cgnat',
    title: 'Carrier-grade NAT, endpoint-independent',
    family: 'translator',
    nodeKinds: ['nat-gateway'],
    notes: [
      'A NAT that follows RFC 4787 and RFC 5382 does not overload ports by destination, unlike every cloud. RFC 7857 allows it: then give tupleScope: endpoint.',
      'Carriers give a subscriber 1,000 to 4,000 ports. For deterministic NAT give allocation: { kind: manual }: what is left for each.',
    ],
    translator: {
      portsPerIp: vyos(64_512, 'ports', { note: '1024 to 65535' }),
      allocatablePortsPerIp: vyos(64_512, 'ports'),
      quarantineSeconds: rfc6888(120, 'seconds', { note: 'REQ-8' }),
      idleTimeoutSeconds: rfc5382(7440, 'seconds', {
        note: 'REQ-5: at least 2 hours 4 minutes when established',
      }),
      udpIdleTimeoutSeconds: rfc4787(300, 'seconds', { note: 'REQ-5: recommended; at least 2 minutes' }),
      tupleScope: rfc5382('translator', '', { note: 'REQ-7: no port overloading' }),
      allocation: vyos({ kind: 'static-per-vm', portsPerVm: 2000 } as const, 'ports', {
        note: 'for each subscriber',
      }),
      blocksSpanAddresses: ranges(false, ''),
      portSearch: within({ kind: 'exhaustive' } as const, ''),
      ipSelection: rfc6888('per-vm', '', { note: 'REQ-2: paired pooling' }),
      scope: vyos('vm', ''),
      rewritesDestination: rfc4787(false, ''),
    },
  },
];
