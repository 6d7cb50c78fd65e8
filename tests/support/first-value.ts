// What a live query shows first.
type Observable<T> = {
  subscribe(next: (value: T) => void, failed: (error: unknown) => void): { unsubscribe(): void };
};

export function firstValue<T>(observable: Observable<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = observable.subscribe((value) => {
      resolve(value);
      queueMicrotask(() => subscription.unsubscribe());
    }, reject);
  });
}
