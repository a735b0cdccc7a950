# Keys in AWS KMS, and what each function may do with them. Key material never leaves AWS; the state holds ids only.
terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60, < 7.0"
    }
  }
}

module "functions" {
  source       = "../modules/functions"
  images       = var.images
  base_domains = var.base_domains
  database_url = var.database_url
  region       = var.region
  service_key  = "alias/${var.name}"
}

resource "aws_kms_key" "service" {
  description             = "Strongroom: SSE-S3 and objects nobody asked to encrypt"
  enable_key_rotation     = true
  rotation_period_in_days = 365
  deletion_window_in_days = 30

  lifecycle {
    # Whoever deletes this key deletes every object under it.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "service" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.service.key_id
}

# The boundary of each function, narrowed to the keys named: put-object makes data keys and opens none but those of open
# uploads; get-object opens and makes none. Functions without a right to any key get no policy.
resource "aws_iam_policy" "function" {
  for_each = { for name, policy in module.functions.kms_policies : name => policy if anytrue([for s in policy.Statement : s.Effect == "Allow"]) }

  name        = "${var.name}-${each.key}-kms"
  description = "KMS rights of Strongroom's function ${each.key}"
  policy = jsonencode(merge(each.value, {
    Statement = [for statement in each.value.Statement : merge(statement, { Resource = concat([aws_kms_key.service.arn], var.user_key_arns) })]
  }))
}

resource "aws_iam_role_policy_attachment" "function" {
  for_each = { for name, role in var.function_roles : name => role if contains(keys(aws_iam_policy.function), name) }

  role       = each.value
  policy_arn = aws_iam_policy.function[each.key].arn
}
