resource "google_compute_network" "shop" {
  name                    = "shop"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "web" {
  name          = "shop-web"
  region        = "europe-west4"
  network       = google_compute_network.shop.id
  ip_cidr_range = "10.30.0.0/20"

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.32.0.0/14"
  }
}

resource "google_compute_subnetwork" "batch" {
  name          = "shop-batch"
  region        = "us-central1"
  network       = google_compute_network.shop.id
  ip_cidr_range = "10.40.0.0/20"
}

module "egress" {
  source = "./modules/egress"

  name      = "shop"
  region    = "europe-west4"
  network   = google_compute_network.shop.id
  addresses = 2
}

resource "google_compute_router" "batch" {
  name    = "shop-batch-router"
  region  = "us-central1"
  network = google_compute_network.shop.id
}

resource "google_compute_router_nat" "batch" {
  name                               = "shop-batch-nat"
  router                             = google_compute_router.batch.name
  region                             = "us-central1"
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  enable_dynamic_port_allocation = true
  min_ports_per_vm               = 1024
  max_ports_per_vm               = 8192

  subnetwork {
    name                    = google_compute_subnetwork.batch.id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }
}

resource "google_compute_instance" "batch" {
  count = 70

  name         = "shop-batch-${count.index}"
  zone         = "us-central1-a"
  machine_type = "c3-standard-4"

  boot_disk {
    initialize_params { image = "debian-cloud/debian-12" }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.batch.id
  }
}

resource "google_compute_instance" "bastion" {
  name         = "shop-bastion"
  zone         = "europe-west4-a"
  machine_type = "e2-small"

  boot_disk {
    initialize_params { image = "debian-cloud/debian-12" }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.web.id
    access_config {}
  }
}
