// The index of class-validator loads validator.js and the telephone numbers of the world, four fifths of its start-up
// time. These three files are the same modules that the index re-exports, so both ways share one metadata storage.
declare module 'class-validator/cjs/register-decorator.js' {
  export { registerDecorator } from 'class-validator';
}
declare module 'class-validator/cjs/validation/Validator.js' {
  export { Validator } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/common/ValidateNested.js' {
  export { ValidateNested } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/common/Validate.js' {
  export { ValidatorConstraint } from 'class-validator';
}
