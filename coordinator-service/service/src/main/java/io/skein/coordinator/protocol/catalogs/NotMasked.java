package io.skein.coordinator.protocol.catalogs;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Not what stands in answers in place of a secret: a client that sends back what it was told would lose the secret. */
@Pattern(
        regexp = "(?!\\*\\*\\*$)[\\s\\S]*",
        message = "is the mask of a secret, send the secret or leave the property out")
@Constraint(validatedBy = {})
@Target({ElementType.TYPE_USE, ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface NotMasked {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
