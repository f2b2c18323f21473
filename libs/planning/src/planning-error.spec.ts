import { isPlanningError, PlanningError } from './planning-error.js';

describe('a planning error', () => {
  it('says what cannot be, and carries it as data', () => {
    const error = new PlanningError('revision-conflict', {
      noun: 'topology',
      id: 'x',
      expectedRevision: 3,
      currentRevision: 5,
    });
    expect(error.message).toBe(
      'The topology is at revision 5, not at 3: read it again, then repeat the change.',
    );
    expect(error).toMatchObject({
      name: 'PlanningError',
      code: 'revision-conflict',
      data: { currentRevision: 5 },
    });
  });

  it('names the revision where only that is missing', () => {
    const missing = (revision?: number) =>
      new PlanningError('not-found', { noun: 'run', id: 'x', ...(revision !== undefined && { revision }) })
        .message;
    expect(missing()).toBe('There is no run with id "x" in this workspace.');
    expect(missing(4)).toBe('The run with id "x" has no revision 4.');
  });

  it('is told from other errors, and from others of its kind', () => {
    const error = new PlanningError('in-use', { noun: 'forecast', id: 'x', usedBy: ['sale', 'tour'] });
    expect(error.message).toContain('pinned by "sale", "tour"');
    expect(isPlanningError(error)).toBe(true);
    expect(isPlanningError(error, 'in-use')).toBe(true);
    expect(isPlanningError(error, 'not-found')).toBe(false);
    expect(isPlanningError(new Error('in-use'))).toBe(false);
  });
});
