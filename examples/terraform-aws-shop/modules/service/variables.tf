variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "image_id" {
  type = string
}

variable "instance_type" {
  type = string
}

variable "port" {
  type = number
}

variable "protocol" {
  type = string
}

variable "min_size" {
  type = number
}

variable "max_size" {
  type = number
}
