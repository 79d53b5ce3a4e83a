// What cannot be drawn, as a draft of a newer checklist, ends here and takes nothing else along.
import { Component, type ComponentChildren } from "preact";
import type { Problem } from "../data";
import { problemOf } from "./context";

interface Props {
  /** Another one is tried afresh. */
  of: unknown;
  instead: (problem: Problem) => ComponentChildren;
  onFail?: () => void;
  children: ComponentChildren;
}
interface State {
  of?: unknown;
  failed?: Problem | null;
}

export class ErrorBoundary extends Component<Props, State> {
  static override getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { of, failed: null };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.props.onFail?.();
    this.setState({ failed: problemOf(error) });
  }

  override render({ instead, children }: Props, { failed }: State) {
    return failed ? instead(failed) : children;
  }
}
