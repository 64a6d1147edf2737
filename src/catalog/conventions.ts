// Names that two services must agree on, derived from the service's id alone.

/** The database, role and secret of a service that needs `postgres/primary`. */
export function databaseOf(service: string): { database: string; user: string; secret: string } {
  const name = service.replaceAll('-', '_')
  return { database: name, user: name, secret: `postgres/${service}` }
}

/** The S3 identity of a service that needs `seaweedfs/s3`: a fixed access key and a secret. */
export function s3IdentityOf(service: string): { accessKey: string; secret: string } {
  return { accessKey: service, secret: `s3/${service}` }
}

/** The bucket of the Iceberg warehouse and where in it the tables lie. */
export const lake = { bucket: 'lake', warehouse: 's3a://lake/warehouse' } as const

/** The bucket of Spark's event log. */
export const sparkEventsBucket = 'spark-events'
