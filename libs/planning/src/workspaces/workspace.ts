/** What keeps one team's documents apart from another's. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** When the example was put in; null where it was not. */
  readonly exampleLoadedAt: Date | null;
}

/** The workspace of the first start: its admins administer the installation. */
export const FIRST_WORKSPACE = 'default';
