locals {
  query = {
    server          = var.server
    scenario        = var.scenario
    topology_file   = var.topology_file
    forecast_file   = var.forecast_file
    policy_file     = var.policy_file
    node            = var.node
    quantile        = var.quantile == null ? null : tostring(var.quantile)
    fail_on         = var.fail_on
    on_unavailable  = var.on_unavailable
    timeout_seconds = tostring(var.timeout_seconds)
  }
}

data "external" "headroom" {
  program = var.program
  query = merge(
    { for key, value in local.query : key => value if value != null },
    { for pointer, value in var.overrides : "set.${pointer}" => value },
  )
}

locals {
  answer = data.external.headroom.result

  # The protocol knows text only; empty text is a figure that there is none of.
  numbers = {
    for key in [
      "required_ips", "current_ips", "additional_ips", "gateways_required", "headroom_ports",
      "headroom_factor", "utilization", "blocking_probability", "pool_max_idle",
    ] : key => local.answer[key] == "" ? null : tonumber(local.answer[key])
  }
  texts = {
    for key in ["exhaustion_at", "binding_destination", "engine_version"] :
    key => local.answer[key] == "" ? null : local.answer[key]
  }
}

check "headroom" {
  assert {
    condition     = try(local.numbers.headroom_factor >= var.min_headroom_factor, true)
    error_message = "${coalesce(var.node, "The NAT gateway")} fits ${coalesce(local.numbers.headroom_factor, 0)} times its peak traffic, less than ${var.min_headroom_factor}: it is ${local.answer.status}, has ${coalesce(local.numbers.current_ips, 0)} NAT IPs and needs ${local.answer.required_ips == "" ? "more than any number" : local.answer.required_ips}${local.texts.exhaustion_at == null ? "" : "; it runs out of ports at ${local.texts.exhaustion_at}"}."
  }
}

check "answered" {
  assert {
    condition     = local.answer.status != "unknown"
    error_message = "The Portplan server could not be asked: nothing is known about the NAT gateway's ports."
  }
}
