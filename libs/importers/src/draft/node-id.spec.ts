import * as fc from 'fast-check';
import { distinctId, nodeIdOf, shortId } from './node-id.js';

describe("a node's id", () => {
  it.each([
    ['aws_lb.edge', 'lb-edge'],
    ['module.network.aws_nat_gateway.this["eu-west-1a"]', 'network-nat-gateway-this-eu-west-1a'],
    ['module.vpc[0].aws_nat_gateway.this[2]', 'vpc-0-nat-gateway-this-2'],
    ['module.a.module.b.aws_lb.c["x/y z"]', 'a-b-lb-c-x-y-z'],
  ])('of %s is %s', (address, id) => {
    expect(nodeIdOf(address)).toBe(id);
  });

  it('has only letters, digits and dashes, and at most 100 of them, whatever the address', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }), (address) => {
        expect(nodeIdOf(address)).toMatch(/^[A-Za-z0-9-]{1,100}$/);
        expect(distinctId(nodeIdOf(address), address)).toMatch(/^[A-Za-z0-9-]{1,100}$/);
      }),
    );
  });

  it('stays different where long addresses differ only at their ends', () => {
    const long = 'a'.repeat(150);
    expect(shortId(`${long}1`)).not.toBe(shortId(`${long}2`));
  });
});
