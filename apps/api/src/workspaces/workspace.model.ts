import { ObjectType } from '@nestjs/graphql';
import type { CreatedWorkspace as Created, Workspace as StoredWorkspace } from '@portplan/planning';
import { Shown } from '../shown/shown.js';
import { IssuedToken } from '../tokens/token.model.js';

@ObjectType({ description: 'What keeps one team’s documents apart from another’s.' })
export class Workspace {
  @Shown('id', 'UUID.')
  id!: string;

  @Shown('text', 'Unique in the installation.')
  name!: string;

  @Shown('instant', 'When it was made.')
  createdAt!: string;

  static from({ id, name, createdAt }: StoredWorkspace): Workspace {
    return Object.assign(new Workspace(), { id, name, createdAt: createdAt.toISOString() });
  }
}

@ObjectType({ description: 'A new workspace, and the token with which its people come in.' })
export class CreatedWorkspace extends Workspace {
  @Shown(() => IssuedToken, 'Of an admin; its text is never shown again.')
  firstToken!: IssuedToken;

  static created({ workspace, firstToken }: Created): CreatedWorkspace {
    return Object.assign(new CreatedWorkspace(), Workspace.from(workspace), {
      firstToken: IssuedToken.issued(firstToken),
    });
  }
}
