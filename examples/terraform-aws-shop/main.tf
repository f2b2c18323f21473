locals {
  services = {
    web   = { port = 8080, protocol = "HTTP", min_size = 4, max_size = 24, instance_type = "c7g.large" }
    stock = { port = 9090, protocol = "TCP", min_size = 3, max_size = 3, instance_type = "c7g.xlarge" }
  }
}

# Zone c has no gateway of its own: its machines leave through zone a, which therefore has a second address.
module "network" {
  source = "./modules/network"

  name       = var.name
  cidr_block = "10.20.0.0/16"

  zones = {
    eu-west-1a = { public = "10.20.0.0/24", private = "10.20.16.0/20", egress_zone = "eu-west-1a" }
    eu-west-1b = { public = "10.20.1.0/24", private = "10.20.32.0/20", egress_zone = "eu-west-1b" }
    eu-west-1c = { public = "10.20.2.0/24", private = "10.20.48.0/20", egress_zone = "eu-west-1a" }
  }

  secondary_addresses = {
    eu-west-1a = 1
  }
}

module "service" {
  source   = "./modules/service"
  for_each = local.services

  name          = "${var.name}-${each.key}"
  vpc_id        = module.network.vpc_id
  subnet_ids    = module.network.private_subnet_ids
  image_id      = var.image_id
  instance_type = each.value.instance_type
  port          = each.value.port
  protocol      = each.value.protocol
  min_size      = each.value.min_size
  max_size      = each.value.max_size
}
