resource "azurerm_public_ip" "web" {
  for_each = toset(["inbound", "outbound"])

  name                = "web-${each.key}"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  allocation_method   = "Static"
  sku                 = "Standard"
}

resource "azurerm_lb" "web" {
  name                = "web"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  sku                 = "Standard"

  frontend_ip_configuration {
    name                 = "inbound"
    public_ip_address_id = azurerm_public_ip.web["inbound"].id
  }

  frontend_ip_configuration {
    name                 = "outbound"
    public_ip_address_id = azurerm_public_ip.web["outbound"].id
  }
}

resource "azurerm_lb_backend_address_pool" "web" {
  name            = "web"
  loadbalancer_id = azurerm_lb.web.id
}

resource "azurerm_lb_rule" "https" {
  name                           = "https"
  loadbalancer_id                = azurerm_lb.web.id
  frontend_ip_configuration_name = "inbound"
  backend_address_pool_ids       = [azurerm_lb_backend_address_pool.web.id]
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 8443
  disable_outbound_snat          = true
}

resource "azurerm_lb_outbound_rule" "web" {
  name                     = "web"
  loadbalancer_id          = azurerm_lb.web.id
  backend_address_pool_id  = azurerm_lb_backend_address_pool.web.id
  protocol                 = "All"
  allocated_outbound_ports = 0
  idle_timeout_in_minutes  = 4

  frontend_ip_configuration {
    name = "outbound"
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  name                = "web"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  sku                 = "Standard_D2s_v5"
  instances           = 100
  zones               = ["1", "2", "3"]
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
    name    = "web"
    primary = true

    ip_configuration {
      name                                   = "web"
      primary                                = true
      subnet_id                              = azurerm_subnet.web.id
      load_balancer_backend_address_pool_ids = [azurerm_lb_backend_address_pool.web.id]
    }
  }
}
