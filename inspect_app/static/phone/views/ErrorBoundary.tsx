// Stops an error in one part of a screen, as of a draft by a newer checklist, from taking the rest along.
import { Component, type ComponentChildren } from "preact";
import type { Problem } from "../data";
import { problemOf } from "./context";

interface Props {
  /** A new value draws the children again. */
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
