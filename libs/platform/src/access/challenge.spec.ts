import { problemWith } from '../problems/problem-details.js';
import { challengeFor } from './challenge.js';

// RFC 6750, section 3.
describe('the challenge of an answer', () => {
  it('tells who sent no token only that one is needed', () => {
    expect(challengeFor(problemWith('unauthenticated', 'An access token is needed.'), false)).toBe(
      'Bearer realm="portplan"',
    );
  });

  it('says what is wrong with a token that was sent', () => {
    expect(challengeFor(problemWith('token-expired', 'It expired at noon.'), true)).toBe(
      'Bearer realm="portplan", error="invalid_token", error_description="It expired at noon."',
    );
  });

  it('says when a token is for less than was asked', () => {
    expect(challengeFor(problemWith('scope-missing', 'This takes the scope write.'), true)).toContain(
      'error="insufficient_scope"',
    );
  });

  it('cannot be broken out of', () => {
    expect(challengeFor(problemWith('unauthenticated', 'a"b\\c\r\nSet-Cookie: x…'), true)).toContain(
      'error_description="a?b?c??Set-Cookie: x?"',
    );
  });

  it('is not there on other answers', () => {
    expect(challengeFor(problemWith('not-found', 'There is none.'), true)).toBeNull();
  });
});
