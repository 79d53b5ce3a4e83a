/** The desk's small moves without a page load; every page works without them. */
import "htmx.org";
import "./main.css";
import { startComparison } from "./comparison";
import { startBoard } from "./corrections";
import { startIdle } from "./idle";
import { startKeeping } from "./kept-words";
import { listenForKeys } from "./keys";
import { startQueue } from "./queue";
import { startReceipt } from "./receipt";
import { startReview } from "./review";
import { startRows } from "./rows";
import { startUndo } from "./undo";

document.documentElement.classList.add("script");
listenForKeys();
startRows();
startKeeping();
startReview();
startUndo();
startQueue();
startBoard();
startComparison();
startIdle();
void startReceipt();
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
