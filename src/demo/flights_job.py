# Demo, step 3: the Spark job. Reads the lines of every table from Kafka (or from S3 where the platform has no Kafka),
# writes the Iceberg tables anew, and says their digests. All it must know comes as JSON in its first argument:
#   {"namespace", "missing", "kafka": "a:9092,b:9092" or null, "kafkaLogin": {"protocol", "mechanism"}, "landing": "s3a://..." or null, "folder": "/...",
#    "tables": [{"name", "topic", "columns": [{"name", "type"}]}]}
import json
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

job = json.loads(sys.argv[1])
spark = SparkSession.builder.getOrCreate()
spark.sparkContext.setLogLevel("WARN")
spark.conf.set("spark.sql.session.timeZone", "UTC")


def lines(table):
    """One row for each line of the table, as column `line`."""
    if job["kafka"]:
        reader = spark.read.format("kafka").options(
            **{
                "kafka.bootstrap.servers": job["kafka"],
                "subscribe": table["topic"],
                "startingOffsets": "earliest",
                "kafka.isolation.level": "read_committed",
                "kafka.security.protocol": job["kafkaLogin"]["protocol"],
                "kafka.sasl.mechanism": job["kafkaLogin"]["mechanism"],
            }
        )
        return reader.load().select(F.col("value").cast("string").alias("line"))
    return spark.read.text(land(table)).withColumnRenamed("value", "line")


def land(table):
    """Copies the driver's own file to S3, where every executor can read it."""
    jvm = spark._jvm
    target = jvm.org.apache.hadoop.fs.Path(f"{job['landing']}/{table['name']}.csv")
    source = jvm.org.apache.hadoop.fs.Path(f"file://{job['folder']}/{table['name']}.csv")
    files = target.getFileSystem(spark._jsc.hadoopConfiguration())
    files.copyFromLocalFile(False, True, source, target)
    return target.toString()


def rows(table):
    columns = table["columns"]
    header = ",".join(column["name"] for column in columns)
    schema = ", ".join(f"`{column['name']}` {column['type']}" for column in columns)
    options = {"nullValue": job["missing"], "mode": "FAILFAST", "timestampFormat": "yyyy-MM-dd'T'HH:mm:ssX"}
    frame = lines(table).where(F.col("line") != header)
    return frame.select(F.from_csv("line", schema, options).alias("row")).select("row.*")


def canonical(column):
    """SQL for the canonical bytes of a value; must agree with src/demo/digest.ts."""
    name = f"`{column['name']}`"
    if column["type"] == "double":
        bits = f"cast(java_method('java.lang.Double', 'doubleToLongBits', {name}) as bigint)"
        return f"unhex(lpad(hex({bits}), 16, '0'))"
    if column["type"] == "timestamp":
        return f"encode(cast(unix_seconds({name}) as string), 'UTF-8')"
    return f"encode(cast({name} as string), 'UTF-8')"


def digest(table, full_name):
    # Hashed in an inner query: Spark takes no calls of Java methods inside sums.
    names = [f"`{column['name']}`" for column in table["columns"]]
    hashes = [
        f"case when {name} is not null then crc32({canonical(column)}) end as h{at}"
        for at, (name, column) in enumerate(zip(names, table["columns"]))
    ]
    sums = [f"count(h{at}), coalesce(sum(h{at}), 0)" for at in range(len(names))]
    hashed = f"select {', '.join(hashes)} from {full_name}"
    values = list(spark.sql(f"select count(*), {', '.join(sums)} from ({hashed})").first())
    columns = {
        column["name"]: {"present": values[1 + 2 * at], "crc32Sum": values[2 + 2 * at]}
        for at, column in enumerate(table["columns"])
    }
    return {"rows": values[0], "columns": columns}


spark.sql(f"create namespace if not exists {job['namespace']}")
result = {}
for table in job["tables"]:
    started = time.monotonic()
    full_name = f"{job['namespace']}.{table['name']}"
    rows(table).writeTo(full_name).using("iceberg").tableProperty("format-version", "2").createOrReplace()
    result[table["name"]] = digest(table, full_name)
    print(f"{full_name}: {result[table['name']]['rows']} rows, {time.monotonic() - started:.1f} s", flush=True)
print("HANOK_DIGESTS " + json.dumps(result), flush=True)
spark.stop()
