// Starts the page.
import { render } from 'preact';

const root = document.getElementById('app');
if (root) render(<main>Việc Tốt</main>, root);
