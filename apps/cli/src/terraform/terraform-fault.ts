/** Why there is no answer, for Terraform's user: one line, whatever it was made of. */
export class TerraformFault extends Error {
  override readonly name = 'TerraformFault';

  constructor(message: string) {
    super(message.replaceAll(/\s+/g, ' ').trim());
  }
}
