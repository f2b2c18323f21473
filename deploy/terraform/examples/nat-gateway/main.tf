# As many addresses on the NAT gateway as the ticket sale needs.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "subnet_id" {
  description = "Public subnet that the gateway is in."
  type        = string
  default     = "subnet-0123456789abcdef0"
}

variable "program" {
  type    = list(string)
  default = ["portplan", "terraform"]
}

variable "documents" {
  description = "Folder of the topology, the forecast and the policy."
  type        = string
  default     = "../../../../examples/ticket-sale"
}

module "ports" {
  source = "../.."

  program       = var.program
  topology_file = "${var.documents}/topology.yaml"
  forecast_file = "${var.documents}/forecast.yaml"
  policy_file   = "${var.documents}/policy.yaml"
  node          = "egress"
}

resource "aws_eip" "nat" {
  count = coalesce(module.ports.required_ips, 1)

  domain = "vpc"
  tags   = { Name = "nat-${count.index}" }
}

resource "aws_nat_gateway" "egress" {
  subnet_id                = var.subnet_id
  allocation_id            = aws_eip.nat[0].allocation_id
  secondary_allocation_ids = slice(aws_eip.nat[*].allocation_id, 1, length(aws_eip.nat))
}

output "nat_ips" {
  value = length(aws_eip.nat)
}

output "headroom" {
  value = {
    status          = module.ports.status
    required_ips    = module.ports.required_ips
    headroom_factor = module.ports.headroom_factor
    runs_out_at     = module.ports.exhaustion_at
    what_would_help = module.ports.recommendation_titles
  }
}
