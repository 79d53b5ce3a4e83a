/** Starts the phone app and wires its parts. */
import { render } from "preact";

render(<main />, document.getElementById("app")!);
