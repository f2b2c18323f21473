resource "azurerm_linux_virtual_machine_scale_set" "jobs" {
  name                = "jobs"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  sku                 = "Standard_D2s_v5"
  instances           = 2
  admin_username      = "shop"

  admin_ssh_key {
    username   = "shop"
    public_key = file("id_ed25519.pub")
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }

  network_interface {
    name    = "jobs"
    primary = true

    ip_configuration {
      name      = "jobs"
      primary   = true
      subnet_id = azurerm_subnet.jobs.id
    }
  }
}

resource "azurerm_monitor_autoscale_setting" "jobs" {
  name                = "jobs"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  target_resource_id  = azurerm_linux_virtual_machine_scale_set.jobs.id

  profile {
    name = "always"

    capacity {
      default = 2
      minimum = 2
      maximum = 10
    }
  }
}

resource "azurerm_kubernetes_cluster" "shop" {
  name                = "shop"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  dns_prefix          = "shop"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin = "azure"
    outbound_type  = "loadBalancer"

    load_balancer_profile {
      managed_outbound_ip_count = 2
      outbound_ports_allocated  = 4000
      idle_timeout_in_minutes   = 30
    }
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "shop" {
  name                  = "shop"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.shop.id
  vm_size               = "Standard_D4s_v5"
  auto_scaling_enabled  = true
  min_count             = 3
  max_count             = 17
}

resource "azurerm_service_plan" "api" {
  name                = "api"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  os_type             = "Linux"
  sku_name            = "P1v3"
  worker_count        = 3
}

resource "azurerm_linux_web_app" "api" {
  name                = "shop-api"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  service_plan_id     = azurerm_service_plan.api.id

  site_config {}
}

resource "azurerm_network_interface" "legacy" {
  name                = "legacy"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location

  ip_configuration {
    name                          = "legacy"
    subnet_id                     = azurerm_subnet.legacy.id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_windows_virtual_machine" "legacy" {
  name                  = "legacy"
  resource_group_name   = azurerm_resource_group.shop.name
  location              = azurerm_resource_group.shop.location
  size                  = "Standard_D2s_v5"
  admin_username        = "shop"
  admin_password        = var.legacy_password
  network_interface_ids = [azurerm_network_interface.legacy.id]

  source_image_reference {
    publisher = "MicrosoftWindowsServer"
    offer     = "WindowsServer"
    sku       = "2022-datacenter-azure-edition"
    version   = "latest"
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

variable "legacy_password" {
  description = "Password of the administrator of the legacy machine."
  type        = string
  sensitive   = true
}
