import { DatabaseError } from 'pg';
import { PrismaClientKnownRequestError, sql } from '../generated/internal/prismaNamespace.js';
import { openDatabase } from './database.js';
import { toldAsOurs } from './database-failure.js';
import { TenantReads } from './tenant-reads.js';

function ofPrisma(code: string, message: string): Error {
  return new PrismaClientKnownRequestError(message, { code, clientVersion: '7' });
}

function ofServer(code: string, message: string): Error {
  return Object.assign(new DatabaseError(message, message.length, 'error'), { code });
}

describe('what went wrong with the database', () => {
  it.each([
    ['a transaction that got no turn', ofPrisma('P2028', 'Unable to start a transaction in the given time.')],
    [
      'a server that stops',
      ofPrisma('P2039', 'Database error. Code: `57P01`. Message: `terminating connection`'),
    ],
    ['a server that stops, past Prisma', ofServer('57P01', 'terminating connection')],
    ['too many connections', ofServer('53300', 'sorry, too many clients already')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
  ])('is told as a database that does not answer: %s', async (_, thrown) => {
    const told = toldAsOurs(Promise.reject(thrown));
    await expect(told).rejects.toMatchObject({ code: 'storage-unavailable', cause: thrown });
  });

  it('is told as a collision where changes waited for each other', async () => {
    const told = toldAsOurs(Promise.reject(ofPrisma('P2039', 'Database error. Code: `40P01`.')));
    await expect(told).rejects.toMatchObject({ code: 'write-collision' });
  });

  it.each([
    ['a row that is there already', ofPrisma('P2002', 'Unique constraint failed on the fields: (`name`)')],
    ['a statement that is wrong', ofServer('42601', 'syntax error at or near "SELEC"')],
    ['a fault of ours', new TypeError('x is not a function')],
  ])('goes on as it is: %s', async (_, thrown) => {
    await expect(toldAsOurs(Promise.reject(thrown))).rejects.toBe(thrown);
  });

  it('is told so where nobody listens, of both ways to the database', async () => {
    const nowhere = 'postgresql://portplan@127.0.0.1:1/portplan';
    const [database, reads] = [openDatabase(nowhere), new TenantReads(nowhere)];
    const unavailable = { code: 'storage-unavailable' };
    await expect(database.workspace.findMany()).rejects.toMatchObject(unavailable);
    await expect(reads.rows('00000000-0000-0000-0000-000000000000', sql`SELECT 1`)).rejects.toMatchObject(
      unavailable,
    );
    await Promise.all([database.$disconnect(), reads.close()]);
  });
});
