// The keys a record's choices may hold, apart from the catalogues that name them: every phone checks keys, few screens need the
// names, and the capture form is counted by the byte.

export const activityFieldKeys = [
  'rescue',
  'honesty',
  'charity',
  'community-building',
  'production',
  'learning',
  'public-order',
  'environment',
  'culture-sport',
  'family-neighbours',
  'technical-improvement',
  'digital',
  'public-service',
  'defence',
  'health',
  'other',
] as const;

export const sourceKeys = ['village-head', 'residents', 'school', 'police', 'press'] as const;

export const proposalKeys = [
  'praise',
  'certificate-unplanned',
  'certificate-thematic',
  'certificate-merit',
  'forward-higher',
] as const;

export const subjectClassKeys = [
  'direct-worker',
  'other-leader',
  'entrepreneur',
  'department-leader',
  'provincial-leader',
  'household',
  'collective',
  'enterprise',
] as const;

export const confirmMethodKeys = ['in-person', 'phone', 'message', 'written', 'minutes'] as const;

export const consentPurposeKeys = ['dossier', 'publish-name', 'publish-photo', 'social-media'] as const;
