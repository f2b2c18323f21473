-- Topologies with a node of some kind or profile: which topology at which revision is read from the index, in the order of the
-- topologies, without a look at the nodes.
CREATE INDEX "topology_node_workspace_id_kind_topology_id_revision_idx" ON "topology_node"("workspace_id", "kind", "topology_id", "revision");
CREATE INDEX "topology_node_workspace_id_profile_topology_id_revision_idx" ON "topology_node"("workspace_id", "profile", "topology_id", "revision");
DROP INDEX "topology_node_workspace_id_kind_idx";
DROP INDEX "topology_node_workspace_id_profile_idx";
