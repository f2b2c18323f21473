-- Which of several sources an import was of, each merged with its own last import. Null where the source has no name.
ALTER TABLE "topology_revision" ADD COLUMN "generated_from" TEXT;
