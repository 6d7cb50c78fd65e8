// Catches what breaks while drawing: a sentence, a reload button, a code; and notes the code for the admin's list.
import { Component, type ComponentChildren } from 'preact';
import { noteFailure } from './failures.ts';
import { Failed } from './Opening.tsx';

interface BoundaryProps {
  children: ComponentChildren;
  /** Another place is another try. */
  place: string;
}

interface BoundaryState {
  readonly code: string | null;
  readonly place: string;
}

export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { code: null, place: this.props.place };

  static override getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return props.place === state.place ? null : { code: null, place: props.place };
  }

  override componentDidCatch(error: unknown) {
    this.setState({ code: noteFailure(error) });
  }

  override render() {
    return this.state.code === null ? this.props.children : <Failed code={this.state.code} />;
  }
}
