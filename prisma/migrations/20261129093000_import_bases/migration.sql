-- What an import made of which a revision came, before it was merged with what was edited: the base of the next merge.
ALTER TABLE "topology_revision" ADD COLUMN "generated" TEXT;
