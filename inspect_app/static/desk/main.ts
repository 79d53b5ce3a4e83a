/** The desk's small moves without a page load. */
import "htmx.org";
