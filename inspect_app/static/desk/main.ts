/** The desk's small moves without a page load; every page works without them. */
import "htmx.org";
import "./main.css";
import { listenForKeys } from "./keys";
import { startReview } from "./review";
import { startRows } from "./rows";

document.documentElement.classList.add("script");
listenForKeys();
startRows();
startReview();
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
