resource "google_compute_backend_service" "web" {
  name                  = "shop-web"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTP"

  backend {
    group                 = google_compute_region_instance_group_manager.web.instance_group
    balancing_mode        = "RATE"
    max_rate_per_instance = 100
  }
}

resource "google_compute_url_map" "edge" {
  name            = "shop-edge"
  default_service = google_compute_backend_service.web.id
}

resource "google_compute_url_map" "redirect" {
  name = "shop-redirect"

  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}

resource "google_compute_target_https_proxy" "edge" {
  name                        = "shop-edge"
  url_map                     = google_compute_url_map.edge.id
  http_keep_alive_timeout_sec = 300
}

resource "google_compute_target_http_proxy" "redirect" {
  name    = "shop-redirect"
  url_map = google_compute_url_map.redirect.id
}

resource "google_compute_global_forwarding_rule" "https" {
  name                  = "shop-https"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  port_range            = "443"
  target                = google_compute_target_https_proxy.edge.id
}

resource "google_compute_global_forwarding_rule" "http" {
  name                  = "shop-http"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  port_range            = "80"
  target                = google_compute_target_http_proxy.redirect.id
}

resource "google_compute_region_backend_service" "stock" {
  name                  = "shop-stock"
  region                = "europe-west4"
  load_balancing_scheme = "INTERNAL"
  protocol              = "TCP"
  session_affinity      = "CLIENT_IP"

  backend {
    group          = google_compute_instance_group_manager.stock.instance_group
    balancing_mode = "CONNECTION"
  }
}

resource "google_compute_forwarding_rule" "stock" {
  name                  = "shop-stock"
  region                = "europe-west4"
  load_balancing_scheme = "INTERNAL"
  backend_service       = google_compute_region_backend_service.stock.id
  network               = google_compute_network.shop.id
  subnetwork            = google_compute_subnetwork.web.id
  ports                 = ["9090"]
}
