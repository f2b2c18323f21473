variable "name" {
  description = "Prefix of every name."
  type        = string
  default     = "shop"
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "access_key" {
  description = "Placeholder: planning this configuration calls no API."
  type        = string
  default     = "placeholder"
}

variable "secret_key" {
  description = "Placeholder: planning this configuration calls no API."
  type        = string
  default     = "placeholder"
}

variable "image_id" {
  description = "Machine image of the web and stock services."
  type        = string
  default     = "ami-00000000000000001"
}
