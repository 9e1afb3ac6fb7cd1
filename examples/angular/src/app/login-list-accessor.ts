import { Directive, ElementRef, inject } from '@angular/core';
import { NG_VALUE_ACCESSOR, type ControlValueAccessor } from '@angular/forms';
import type { NeonLoginList } from 'neon-mfa/elements';

@Directive({
  selector:
    'neon-login-list[formControlName], neon-login-list[formControl], neon-login-list[ngModel]',
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: LoginListAccessor, multi: true }],
  host: { '(change)': 'changed(list.value)', '(focusout)': 'touched()' },
})
export class LoginListAccessor implements ControlValueAccessor {
  readonly list = inject<ElementRef<NeonLoginList>>(ElementRef).nativeElement;
  changed: (login: string) => void = () => undefined;
  touched: () => void = () => undefined;

  writeValue(login: string | null): void {
    this.list.value = login ?? '';
  }

  registerOnChange(changed: (login: string) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  setDisabledState(disabled: boolean): void {
    this.list.disabled = disabled;
  }
}
