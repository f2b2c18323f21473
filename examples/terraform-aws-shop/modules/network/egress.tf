locals {
  egress_zones = toset([for zone in var.zones : zone.egress_zone])

  secondary_addresses = merge([
    for zone, count in var.secondary_addresses : { for i in range(count) : "${zone}-${i}" => zone }
  ]...)
}

resource "aws_eip" "nat" {
  for_each = local.egress_zones
  domain   = "vpc"
}

resource "aws_eip" "nat_secondary" {
  for_each = local.secondary_addresses
  domain   = "vpc"
}

resource "aws_nat_gateway" "this" {
  for_each = local.egress_zones

  allocation_id            = aws_eip.nat[each.key].id
  secondary_allocation_ids = [for key, zone in local.secondary_addresses : aws_eip.nat_secondary[key].id if zone == each.key]
  subnet_id                = aws_subnet.public[each.key].id

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "public" {
  for_each = var.zones

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public.id
}

# One table for each gateway; a zone without one uses the table of its egress zone.
resource "aws_route_table" "private" {
  for_each = local.egress_zones
  vpc_id   = aws_vpc.this.id
}

resource "aws_route" "private_default" {
  for_each = local.egress_zones

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.key].id
}

resource "aws_route_table_association" "private" {
  for_each = var.zones

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.value.egress_zone].id
}
