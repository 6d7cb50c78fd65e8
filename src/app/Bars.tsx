// What is said above every screen: another person is in front, a new version waits. Loaded after the first screen had its moment.
import { UpdateBar } from './UpdateBar.tsx';
import { useApp } from './use-app.ts';

export function Bars() {
  const Bar = useApp((state) => state.bar);
  return (
    <>
      {Bar ? <Bar /> : null}
      <UpdateBar />
    </>
  );
}
