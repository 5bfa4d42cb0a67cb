/** Warehouses in S3 and what speaks its protocol. Only here is the AWS SDK known, and it is loaded when a catalog first needs it. */
@NullMarked
package io.skein.connector.iceberg.s3;

import org.jspecify.annotations.NullMarked;
