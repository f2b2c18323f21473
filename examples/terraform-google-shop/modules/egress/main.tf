variable "name" { type = string }
variable "region" { type = string }
variable "network" { type = string }
variable "addresses" { type = number }

resource "google_compute_router" "this" {
  name    = "${var.name}-router"
  region  = var.region
  network = var.network
}

resource "google_compute_address" "nat" {
  count = var.addresses

  name   = "${var.name}-nat-${count.index}"
  region = var.region
}

resource "google_compute_address" "partner" {
  name   = "${var.name}-partner"
  region = var.region
}

resource "google_compute_router_nat" "this" {
  name                               = "${var.name}-nat"
  router                             = google_compute_router.this.name
  region                             = google_compute_router.this.region
  nat_ip_allocate_option             = "MANUAL_ONLY"
  nat_ips                            = google_compute_address.nat[*].self_link
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"

  min_ports_per_vm          = 256
  tcp_time_wait_timeout_sec = 60

  rules {
    rule_number = 100
    match       = "destination.ip == '198.51.100.10' || destination.ip == '198.51.100.11'"

    action {
      source_nat_active_ips = [google_compute_address.partner.self_link]
    }
  }
}
