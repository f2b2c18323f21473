variable "name" {
  type = string
}

variable "cidr_block" {
  type = string
}

variable "zones" {
  description = "By zone: the two subnets, and the zone whose NAT gateway the private one leaves through."
  type = map(object({
    public      = string
    private     = string
    egress_zone = string
  }))
}

variable "secondary_addresses" {
  description = "By zone: addresses of its NAT gateway beyond the first, at most 7."
  type        = map(number)
  default     = {}
}
