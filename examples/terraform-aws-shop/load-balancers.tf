resource "aws_security_group" "edge" {
  name   = "${var.name}-edge"
  vpc_id = module.network.vpc_id

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "edge" {
  name               = "${var.name}-edge"
  load_balancer_type = "application"
  internal           = false
  subnets            = module.network.public_subnet_ids
  security_groups    = [aws_security_group.edge.id]
  idle_timeout       = 75
}

resource "aws_lb_listener" "edge_http" {
  load_balancer_arn = aws_lb.edge.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = module.service["web"].target_group_arn
  }
}

resource "aws_lb" "stock" {
  name               = "${var.name}-stock"
  load_balancer_type = "network"
  internal           = true
  subnets            = module.network.private_subnet_ids
}

resource "aws_lb_listener" "stock_tcp" {
  load_balancer_arn = aws_lb.stock.arn
  port              = 9090
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = module.service["stock"].target_group_arn
  }
}
