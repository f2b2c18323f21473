variable "program" {
  description = "The program that answers, and its arguments: where `portplan` is not on the PATH of Terraform."
  type        = list(string)
  default     = ["portplan", "terraform"]
}

variable "server" {
  description = "Address of a Portplan server. Where not given: PORTPLAN_SERVER in the environment. The token is only ever taken from the environment, as PORTPLAN_TOKEN: Terraform keeps what it asks in its state."
  type        = string
  default     = null

  validation {
    condition     = var.server == null || can(regex("^https?://[^@]+$", var.server))
    error_message = "The server must be an address such as https://portplan.example.com, without user and password."
  }
}

variable "scenario" {
  description = "Id or name of a stored scenario; or give topology_file and forecast_file."
  type        = string
  default     = null
}

variable "topology_file" {
  description = "Topology document (YAML or JSON), planned here, without a server."
  type        = string
  default     = null
}

variable "forecast_file" {
  description = "Forecast document that goes with topology_file."
  type        = string
  default     = null
}

variable "policy_file" {
  description = "Policy document: quantile, targets, what to survive. Every field of it has a default."
  type        = string
  default     = null
}

variable "node" {
  description = "Id of the NAT gateway that is asked about; may be left out where the topology has one."
  type        = string
  default     = null
}

variable "quantile" {
  description = "Quantile of demand that is planned for, in the place of the policy's."
  type        = number
  default     = null

  validation {
    condition     = var.quantile == null ? true : var.quantile > 0 && var.quantile < 1
    error_message = "The quantile must be above 0 and below 1."
  }
}

variable "overrides" {
  description = "Values of the topology that take the place of what stands there, by JSON pointer; nodes and legs also by id: { \"/nodes/egress/publicIps\" = 4 }. Lists and objects as jsonencode(…)."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for pointer in keys(var.overrides) : startswith(pointer, "/")])
    error_message = "Every key of overrides must be a JSON pointer, which begins with a slash."
  }
}

variable "fail_on" {
  description = "From which status on there is no answer but an error: exhausted, over, warning or never."
  type        = string
  default     = "never"

  validation {
    condition     = contains(["exhausted", "over", "warning", "never"], var.fail_on)
    error_message = "fail_on must be exhausted, over, warning or never."
  }
}

variable "on_unavailable" {
  description = "What a server that cannot be reached means: fail, or unknown (status is then \"unknown\", every figure null)."
  type        = string
  default     = "fail"

  validation {
    condition     = contains(["fail", "unknown"], var.on_unavailable)
    error_message = "on_unavailable must be fail or unknown."
  }
}

variable "timeout_seconds" {
  description = "How long a server is waited for."
  type        = number
  default     = 10

  validation {
    condition     = var.timeout_seconds > 0 && var.timeout_seconds <= 600
    error_message = "timeout_seconds must be above 0, at most 600."
  }
}

variable "min_headroom_factor" {
  description = "Warn where less than so many times the traffic would still fit: 1.2 for a fifth more."
  type        = number
  default     = 1.2
}
