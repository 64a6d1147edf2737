"""`read_page.py ADDRESS PORT`: opens the Streamlit page as a browser does, over its WebSocket, and prints its metrics, tables and errors as JSON."""
import asyncio
import json
import sys

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

WITHIN_SECONDS = 120


async def read_page(address, port):
    page = {"metrics": {}, "errors": [], "tables": 0}
    place = f"{address}:{port}"
    async with connect(f"ws://{place}/_stcore/stream", origin=f"http://{place}", subprotocols=["streamlit"], max_size=2**26) as stream:
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        await stream.send(ask.SerializeToString())
        async for data in stream:
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return page
            element = message.delta.new_element
            shown = element.WhichOneof("type") if kind == "delta" else None
            if shown == "metric":
                page["metrics"][element.metric.label] = element.metric.body
            elif shown == "arrow_data_frame":
                page["tables"] += 1
            elif shown == "exception":
                page["errors"].append(element.exception.message)
            elif shown == "alert" and element.alert.format == Alert.ERROR:
                page["errors"].append(element.alert.body)
    raise SystemExit("the page closed the connection before it was whole")


print("HANOK_PAGE " + json.dumps(asyncio.run(asyncio.wait_for(read_page(sys.argv[1], sys.argv[2]), WITHIN_SECONDS))))
