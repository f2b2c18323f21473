resource "google_compute_instance_template" "web" {
  name_prefix  = "shop-web-"
  machine_type = "c3-standard-4"

  disk {
    source_image = "debian-cloud/debian-12"
  }

  network_interface {
    subnetwork = google_compute_subnetwork.web.id
  }
}

resource "google_compute_region_instance_group_manager" "web" {
  name                      = "shop-web"
  base_instance_name        = "shop-web"
  region                    = "europe-west4"
  distribution_policy_zones = ["europe-west4-a", "europe-west4-b", "europe-west4-c"]

  version {
    instance_template = google_compute_instance_template.web.self_link_unique
  }
}

resource "google_compute_region_autoscaler" "web" {
  name   = "shop-web"
  region = "europe-west4"
  target = google_compute_region_instance_group_manager.web.id

  autoscaling_policy {
    min_replicas = 3
    max_replicas = 12

    load_balancing_utilization { target = 0.8 }
  }
}

resource "google_compute_instance_group_manager" "stock" {
  name               = "shop-stock"
  base_instance_name = "shop-stock"
  zone               = "europe-west4-a"
  target_size        = 3

  version {
    instance_template = google_compute_instance_template.web.self_link_unique
  }
}

resource "google_container_cluster" "orders" {
  name                     = "shop-orders"
  location                 = "europe-west4"
  network                  = google_compute_network.shop.id
  subnetwork               = google_compute_subnetwork.web.id
  remove_default_node_pool = true
  initial_node_count       = 1

  ip_allocation_policy {
    cluster_secondary_range_name = "pods"
  }

  private_cluster_config {
    enable_private_nodes = true
  }
}

resource "google_container_node_pool" "orders" {
  name           = "orders"
  cluster        = google_container_cluster.orders.id
  node_locations = ["europe-west4-a", "europe-west4-b", "europe-west4-c"]

  autoscaling {
    min_node_count = 1
    max_node_count = 4
  }
}

resource "google_sql_database_instance" "orders" {
  name             = "shop-orders"
  region           = "europe-west4"
  database_version = "POSTGRES_16"

  settings { tier = "db-custom-4-16384" }
}

resource "google_cloud_run_v2_service" "mail" {
  name     = "shop-mail"
  location = "europe-west4"

  template {
    containers { image = "us-docker.pkg.dev/cloudrun/container/hello" }
  }
}
