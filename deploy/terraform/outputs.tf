output "status" {
  description = "ok, warning, over or exhausted; unknown where the server could not be asked."
  value       = local.answer.status
}

output "required_ips" {
  description = "NAT IPs that the gateway needs; null where no number would do, or nothing is known."
  value       = local.numbers.required_ips
}

output "current_ips" {
  description = "NAT IPs that the topology gives the gateway."
  value       = local.numbers.current_ips
}

output "additional_ips" {
  description = "NAT IPs that it is short of; 0 where it has enough."
  value       = local.numbers.additional_ips
}

output "gateways_required" {
  description = "Gateways that take that many addresses, within what the provider allows on one."
  value       = local.numbers.gateways_required
}

output "headroom_ports" {
  description = "Ports left at the peak of the pool that fits least more; negative where it is short."
  value       = local.numbers.headroom_ports
}

output "headroom_factor" {
  description = "How many times its traffic that pool would fit."
  value       = local.numbers.headroom_factor
}

output "utilization" {
  description = "Offered load over capacity at its peak."
  value       = local.numbers.utilization
}

output "blocking_probability" {
  description = "Share of new connections that find no port at its peak."
  value       = local.numbers.blocking_probability
}

output "exhaustion_at" {
  description = "When the gateway first runs out, ISO 8601; null when never within the forecast."
  value       = local.texts.exhaustion_at
}

output "binding_destination" {
  description = "Destination that decides how many addresses are needed."
  value       = local.texts.binding_destination
}

output "pool_max_idle" {
  description = "Idle connections that each process should keep toward it; null where pooling is no advice."
  value       = local.numbers.pool_max_idle
}

output "recommendations" {
  description = "What would help: a list of objects with id, title, why, patch (RFC 6902), effect and effort."
  value       = jsondecode(local.answer.recommendations_json)
}

output "recommendation_titles" {
  description = "Their titles alone."
  value       = [for each in jsondecode(local.answer.recommendations_json) : tostring(each.title)]
}

output "result" {
  description = "The whole plan."
  value       = jsondecode(local.answer.result_json)
}

output "engine_version" {
  description = "Version of the engine that the figures come from."
  value       = local.texts.engine_version
}
