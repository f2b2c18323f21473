terraform {
  # check blocks came with 1.5.
  required_version = ">= 1.5"

  required_providers {
    external = {
      source  = "hashicorp/external"
      version = ">= 2.3, < 3"
    }
  }
}
