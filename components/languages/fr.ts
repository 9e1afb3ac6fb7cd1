import type { Messages } from '../messages/messages.js';

const again = 'Veuillez réessayer.';
const reload = 'Veuillez recharger la page.';
const support = 'Contactez l’assistance de ce site.';
const unlock = 'Débloquez-le avec un code de déblocage.';
const reset = 'Choisissez un nouveau code PIN ou mot de passe avec un code de réinitialisation.';
const reEnrol = 'Configurez-le à nouveau avec un nouveau code d’activation.';
const notYou = 'Si ce n’était pas vous, changez votre code PIN ou votre mot de passe.';

/** French. */
export const fr: Messages = {
  lang: 'fr',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'Vos données biométriques n’ont pas été reconnues.',
    BIO_KEY_NOT_ALLOWED: 'La biométrie ne peut pas être utilisée ici.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Ce code est inconnu, déjà utilisé ou expiré, ou un code plus récent l’a remplacé. Vérifiez-le ou demandez-en un nouveau.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Ce code est destiné à un autre service ou à un autre de vos navigateurs. Utilisez-le là-bas.',
    CODE_TYPE_NOT_SUPPORTED:
      'Ce code a un autre usage. Un code de 16 lettres et chiffres configure un navigateur\u202f; un code de 10 chiffres débloque, ou définit un nouveau code PIN ou mot de passe.',
    DEVICE_LOCKED: `Ce navigateur est verrouillé\u202f: vous l’avez verrouillé depuis un autre, ou il n’a pas été utilisé depuis trop longtemps. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Pour votre sécurité, ce navigateur n’est plus accepté. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Il a été défini entre-temps. Veuillez le saisir.',
    INSECURE_CONTEXT:
      'Cette page, ou une page qui l’entoure, n’a pas de connexion sécurisée. Ouvrez-la à une adresse qui commence par https. Si cela ne suffit pas, contactez l’assistance de ce site.',
    MACID_IS_UNKNOWN: `Le service ne connaît pas cette page, ou n’est pas celui que la page attend. ${support}`,
    MAX_NB_TOOLS: 'Vous avez trop d’appareils. Supprimez-en d’abord un.',
    MODULE_UNAVAILABLE: `Une partie de cette page n’a pas pu être chargée. ${reload}`,
    NETWORK_UNAVAILABLE: `Le service est injoignable. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `Le service est fermé, ou ne propose pas cela pour le moment. ${support}`,
    NO_DEVICE_FOUND: `Le service ne connaît pas ce navigateur. ${reEnrol}`,
    NO_PASSWORD: 'Ce service n’utilise ni code PIN ni mot de passe.',
    ORIGIN_NOT_ALLOWED: `Le service ne peut pas être utilisé à cette adresse, ou pas de cette façon. ${support}`,
    OUTCOME_UNKNOWN: `La connexion a été interrompue. ${again}`,
    PASSWORD_IS_WRONG: 'Ce n’est pas correct.',
    PIN_REFUSED: 'Ce choix ne peut pas être utilisé. Veuillez en faire un autre.',
    RATE_LIMITED: 'Il y a eu trop de tentatives. Veuillez patienter un instant.',
    REQUEST_MALFORMED: `Le service n’accepte pas ce que cette page demande. ${reload} Si cela ne suffit pas, contactez l’assistance de ce site.`,
    RESULT_EXPIRED: `La réponse est arrivée trop tard. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Votre compte est désactivé. ${support}`,
    SERVICE_KEY_UNKNOWN: `L’identité du service n’a pas été confirmée. ${support}`,
    SERVICE_UNAVAILABLE: `Le service n’est pas disponible. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Ce navigateur n’a pas de clé que le service accepte. Configurez-le avec un code d’activation.',
    STORAGE_NOT_PERSISTENT:
      'Ce navigateur ne peut pas conserver de clés ici. Quittez la navigation privée, libérez de la place si cet appareil est plein, ou utilisez un autre navigateur\u202f; votre code reste valable.',
    STORAGE_UNAVAILABLE: `Ce navigateur ne peut pas utiliser son espace de stockage. ${reload} Si cela ne suffit pas, autorisez les données des sites.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Seule la biométrie est acceptée ici. Utilisez-la, ou configurez-la d’abord dans ce navigateur.',
    TOKEN_IS_BLOCKED: `Ce navigateur est bloqué. ${unlock}`,
    TOKEN_IS_BUSY:
      'D’autres onglets ou fenêtres utilisent ce compte. Fermez-en quelques-uns, puis réessayez.',
    UNEXPECTED_ERROR: `Une erreur s’est produite. ${again}`,
    USER_CANCELLED: 'Annulé.',
    USER_ENTRY_DOES_NOT_EXIST:
      'Ce compte n’est pas configuré dans ce navigateur, ou n’existe plus. Pour le configurer, utilisez un code d’activation.',
    USER_IS_BLOCKED:
      'Votre compte est bloqué après trop de tentatives erronées. Utilisez un code de déblocage, ou un code de réinitialisation si cela ne suffit pas.',
    VERSION_UNSUPPORTED: `Cette page et le service ne sont pas compatibles. ${reload}`,
  },
  refusals: {
    'too-short': 'C’est trop court.',
    'too-long': 'C’est trop long.',
    form: 'Certains de ces caractères ne peuvent pas être utilisés.',
    common: 'C’est trop facile à deviner. Veuillez en choisir un autre.',
    same: 'C’est celui que vous avez déjà. Veuillez en choisir un autre.',
    different: 'Les deux saisies sont différentes.',
  },
  notDigits: 'N’utilisez que des chiffres.',
  weakPins: {
    repeated: 'Des chiffres répétés sont trop faciles à deviner. Veuillez en choisir d’autres.',
    sequence:
      'Des chiffres qui se suivent sont trop faciles à deviner. Veuillez en choisir d’autres.',
  },
  bioKeyEnded:
    'Vos données biométriques n’ont pas été reconnues trop de fois et ne comptent plus dans ce navigateur. Utilisez votre code PIN ou votre mot de passe si vous en avez un, ou contactez l’assistance de ce site.',
  serviceBehind:
    'Le service a perdu une partie de ses données. Rien n’est perdu dans ce navigateur. Veuillez réessayer plus tard.',
  triesLeft: {
    one: 'Il reste une tentative.',
    other: 'Il reste {count} tentatives.',
  },
  noTriesLeft: `Bloqué après trop de tentatives erronées. ${unlock}`,
  wrongPins: {
    digits: { one: 'Un code PIN erroné.', other: '{count} codes PIN erronés.' },
    text: { one: 'Un mot de passe erroné.', other: '{count} mots de passe erronés.' },
  },
  blockAfter: {
    one: 'Après une erreur de plus, votre compte sera bloqué ici.',
    other: 'Après {count} erreurs de plus, votre compte sera bloqué ici.',
  },
  browserBlocked: `Ce navigateur est bloqué après trop de tentatives erronées. ${unlock}`,
  retryIn: 'Réessayez {when}.',
  states: {
    active: 'Actif',
    blocked: 'Bloqué',
    locked: 'Verrouillé',
    'user-blocked': 'Bloqué',
    disabled: 'Désactivé',
    unresolved: 'Non confirmé',
    lost: 'Non accepté',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'Il sera confirmé à la prochaine utilisation.',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: {
      one: `Une tentative erronée, {when}, dans ce navigateur. ${notYou}`,
      other: `{count} tentatives erronées, la dernière {when}, dans ce navigateur. ${notYou}`,
    },
    there: {
      one: `Une tentative erronée, {when}, dans {browser}. ${notYou}`,
      other: `{count} tentatives erronées, la dernière {when}, dans {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `Une tentative erronée, {when}, dans un autre navigateur. ${notYou}`,
      other: `{count} tentatives erronées, la dernière {when}, dans un autre navigateur. ${notYou}`,
    },
  },
  cancel: 'Annuler',
  tryAgain: 'Réessayer',
  pin: { digits: 'Code PIN', text: 'Mot de passe' },
  newPin: { digits: 'Nouveau code PIN', text: 'Nouveau mot de passe' },
  repeatPin: { digits: 'Répétez le code PIN', text: 'Répétez le mot de passe' },
  enterPin: { digits: 'Saisissez votre code PIN', text: 'Saisissez votre mot de passe' },
  choosePin: { digits: 'Choisissez un code PIN', text: 'Choisissez un mot de passe' },
  pinForm: {
    digits: {
      one: '{range} chiffre, difficile à deviner.',
      other: '{range} chiffres, difficiles à deviner.',
    },
    text: {
      one: '{range} caractère, difficile à deviner.',
      other: '{range} caractères, difficiles à deviner.',
    },
  },
  showPin: { digits: 'Afficher le code PIN', text: 'Afficher le mot de passe' },
  confirmPin: 'Continuer',
  forgotten: {
    digits: 'Code PIN oublié ou bloqué ?',
    text: 'Mot de passe oublié ou bloqué ?',
    none: 'Bloqué ?',
  },
  useBioKey: 'Utiliser la biométrie',
  bioKeyAsked: 'Suivez les instructions de votre appareil…',
  bioKeyMissed: 'La biométrie a été annulée ou a pris trop de temps.',
  usePin: { digits: 'Utiliser le code PIN', text: 'Utiliser le mot de passe' },
  checking: 'Vérification…',
  activationCode: 'Code d’activation',
  activationCodeHint: '16 lettres et chiffres, tels que vous les avez reçus.',
  activationCodeMistyped: 'Ce code contient une faute de frappe. Vérifiez-le.',
  tokenName: 'Nom de ce navigateur',
  ownName: '{browser} sur {system}',
  tokenNameHint: 'Pour le reconnaître plus tard.',
  activate: 'Configurer ce navigateur',
  activating: 'Configuration…',
  activated: 'Ce navigateur est configuré pour {login}.',
  activatedHint: 'Il peut désormais confirmer que c’est bien vous.',
  accounts: 'Comptes dans ce navigateur',
  noAccounts: 'Aucun compte n’est encore configuré dans ce navigateur.',
  noAccountsHelp: 'Configurez-en un avec un code d’activation.',
  offline: 'Le service est injoignable. Ceci est le dernier état connu.',
  misconfigured: `Cette page n’est pas configurée correctement. ${support}`,
  loading: 'Chargement des comptes…',
  manage: 'Gérer',
  managed: 'Terminé',
  forget: 'Supprimer',
  forgetLogin: 'Supprimer {login} de ce navigateur',
  forgetTitle: 'Supprimer {login}\u202f?',
  forgetConsequence:
    'Pour utiliser à nouveau ce compte ici, il vous faudra un nouveau code d’activation.',
  otp: 'Mot de passe à usage unique',
  getOtp: 'Obtenir un mot de passe à usage unique',
  getNewOtp: 'En obtenir un nouveau',
  otpHint: 'Il fonctionne une seule fois, pendant quelques secondes.',
  otpMissing: 'Obtenez d’abord un mot de passe à usage unique.',
  loginMissing: 'Choisissez d’abord un compte.',
  otpExpired: 'Expiré. Veuillez en obtenir un nouveau.',
  otpReady: {
    one: 'Prêt. Valable une seconde.',
    other: 'Prêt. Valable {count} secondes.',
  },
  otpLeft: {
    one: 'Encore valable une seconde.',
    other: 'Encore valable {count} secondes.',
  },
  otpAgain: 'Vous pouvez en obtenir un nouveau à tout moment.',
  copy: 'Copier',
  copied: 'Copié',
  copyRefused:
    'Ce navigateur ne permet pas à la page de copier. Le texte est sélectionné\u202f: veuillez le copier vous-même.',
  fieldMissing: 'Veuillez remplir ce champ.',

  accessToken: {
    get: 'Confirmer que c’est vous',
    hint: 'Cette page demande un accès en votre nom.',
    ready: 'Confirmé.',
    taken: 'Confirmé et transmis à cette page.',
    expired: 'Expiré. Veuillez confirmer à nouveau.',
  },
  activationCodes: {
    code: 'Code pour un autre appareil',
    get: 'Configurer un autre appareil',
    getNew: 'Obtenir un nouveau code',
    hint: 'Vous obtenez un code qui configure un navigateur de plus pour vous. Ne le montrez à personne.',
    ready: 'Saisissez ce code sur votre autre appareil, ou scannez l’image avec celui-ci.',
    readyWithoutQrCode:
      'Saisissez ce code sur votre autre appareil. L’image à scanner manque, car une partie de cette page n’a pas pu être chargée ; rechargez la page pour l’obtenir.',
    expired: 'Expiré. Veuillez obtenir un nouveau code.',
    added: 'Ajouté\u00a0: {name}',
    qrCode: 'QR code avec le code pour un autre appareil',
    copy: 'Copier le code',
    timeLeft: 'Encore valable {time}',
  },
  signIn: {
    signIn: 'Se connecter',
    account: 'Compte',
    notYou: 'Ce n’est pas vous ?',
    userName: 'Nom d’utilisateur',
    otherDevice: 'Utiliser un autre appareil',
    thisDevice: 'Utiliser ce navigateur',
  },
  bioKey: {
    errors: {
      BIO_KEY_ALREADY_EXIST: 'La biométrie est déjà configurée ici. Supprimez-la d’abord.',
    },
    title: 'Biométrie',
    states: {
      off: 'Non utilisée ici',
      unset: 'Non configurée dans ce navigateur',
      set: 'Configurée dans ce navigateur',
      unknown: 'Inconnu pour ce compte',
    },
    obstacles: {
      page: 'Cette page ne peut pas configurer la biométrie.',
      browser: 'Ce navigateur ou cet appareil ne le permet pas.',
      frame:
        'Cela n’est pas possible à l’intérieur d’une autre page. Ouvrez la page de ce service elle-même.',
    },
    instead: {
      digits: 'Votre code PIN fonctionne comme avant.',
      text: 'Votre mot de passe fonctionne comme avant.',
      none: '',
    },
    hint: {
      digits:
        'Utilisez votre empreinte, votre visage ou le verrouillage de cet appareil à la place de votre code PIN.',
      text: 'Utilisez votre empreinte, votre visage ou le verrouillage de cet appareil à la place de votre mot de passe.',
      none: 'Utilisez votre empreinte, votre visage ou le verrouillage de cet appareil.',
    },
    register: 'Configurer la biométrie',
    revoke: 'Supprimer la biométrie',
    registering: 'Suivez les instructions de votre appareil…',
    registered: 'La biométrie est configurée pour ce navigateur.',
    revoked: 'La biométrie est supprimée de ce navigateur.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Ce service n’utilise pas de code PIN\u202f: il n’y a rien à changer.' },
    change: { digits: 'Changer le code PIN', text: 'Changer le mot de passe' },
    hint: {
      digits: 'D’abord votre code PIN actuel, puis le nouveau, deux fois.',
      text: 'D’abord votre mot de passe actuel, puis le nouveau, deux fois.',
    },
    done: {
      digits: 'Votre code PIN est changé, sur tous vos appareils.',
      text: 'Votre mot de passe est changé, sur tous vos appareils.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'L’appareil a déjà été supprimé, ou ce navigateur n’est lui-même plus accepté. Veuillez recharger la page.',
    },
    title: 'Vos appareils',
    loading: 'Chargement des appareils…',
    onlyThis: 'Il n’y a pas d’autre appareil.',
    thisOne: 'Ce navigateur',
    states: { active: 'Actif', blocked: 'Bloqué', locked: 'Verrouillé' },
    lastUsed: 'Dernière utilisation\u202f: {when}',
    added: 'Ajouté\u202f: {when}',
    twin: '{name}, ajouté le {when}',
    actions: {
      renameDevice: 'Renommer {name}',
      lockDevice: 'Verrouiller {name}',
      unlockDevice: 'Déverrouiller {name}',
      revokeDevice: 'Supprimer {name}',
    },
    done: {
      renameDevice: 'Le nouveau nom est {name}.',
      lockDevice: '{name} est verrouillé.',
      unlockDevice: '{name} peut de nouveau être utilisé.',
      revokeDevice: '{name} est supprimé.',
    },
    rename: 'Renommer',
    renameTitle: 'Renommer {name}',
    renamePurpose: 'Choisissez un nom qui vous permet de reconnaître cet appareil.',
    newName: 'Nouveau nom',
    lock: 'Verrouiller',
    lockTitle: 'Verrouiller {name}\u202f?',
    lockConsequence:
      'Il ne pourra plus rien faire tant que vous ne l’aurez pas déverrouillé ici. Faites-le si vous ne le retrouvez pas.',
    revoke: 'Supprimer',
    revokeTitle: 'Supprimer {name}\u202f?',
    revokeConsequence:
      'Il ne pourra plus confirmer que c’est vous. Faites-le si vous l’avez perdu.',
    revokeThisConsequence:
      'Pour utiliser à nouveau votre compte ici, il vous faudra un nouveau code d’activation.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER:
        'La confirmation sur un autre appareil n’est pas proposée pour le moment.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Cette demande a pris fin. Il en faut une nouvelle.',
      PUSH_DENIED: 'Cette demande n’a pas été approuvée sur votre autre appareil.',
      PUSH_EXPIRED: 'Il n’y a pas eu de réponse à temps. Veuillez réessayer.',
    },
    notSetUp:
      'Seuls les navigateurs configurés pour votre compte peuvent demander ici. Configurez celui-ci avec un code d’activation.',
    askOtherDevice: 'Confirmer sur un autre appareil',
    askAgain: 'Demander à nouveau',
    asking: 'Demande en cours…',
    askHint: 'Un navigateur configuré pour votre compte confirme que c’est vous.',
    number: 'Nombre à saisir là-bas',
    secondsLeft: '{seconds} s',
    numberShown:
      'Ouvrez ce site dans un navigateur configuré pour votre compte, et saisissez le nombre.',
    requests: 'Demandes à confirmer',
    noRequests: 'Personne ne vous attend.',
    arrived: 'Une page attend que vous confirmiez que c’est vous.',
    wantsToSignIn: '{site}\u202f: se connecter en tant que {login}\u202f?',
    age: '{when}',
    typeNumber: 'Nombre affiché là-bas',
    numberMissing: 'Saisissez le nombre que l’autre page affiche.',
    numberWrong: 'Ce n’est pas le nombre que l’autre page affiche.',
    approve: 'Oui, c’est moi',
    deny: 'Refuser',
    notMe: 'Ce n’était pas moi',
    notMeHint:
      'Si vous ne vous connectez nulle part en ce moment, dites-le : on ne pourra plus rien vous demander pendant une heure.',
    approved: 'Confirmé. Vous pouvez continuer sur l’autre page.',
    denied: 'Refusé.',
    muted: 'Refusé. On ne vous demandera plus rien pendant une heure.',
    answer: 'Répondre',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Ce code ne définit pas de nouveau code PIN ou mot de passe. Avec 10 chiffres, il débloque\u202f; avec 16 lettres et chiffres, il configure un navigateur\u202f: utilisez-le pour cela.',
      NO_PASSWORD: 'Ce service n’utilise pas de code PIN\u202f: il n’y en a pas à définir.',
    },
    code: 'Code de réinitialisation',
    hint: '10 chiffres, tels que vous les avez reçus.',
    mistyped: 'Ce code contient une faute de frappe. Vérifiez-le.',
    submit: { digits: 'Définir un nouveau code PIN', text: 'Définir un nouveau mot de passe' },
    pending: { digits: 'Enregistrement du code PIN…', text: 'Enregistrement du mot de passe…' },
    done: {
      digits: 'Le code PIN de {login} est défini.',
      text: 'Le mot de passe de {login} est défini.',
    },
    doneHint: 'Il est valable sur tous vos appareils. La biométrie doit être configurée à nouveau.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Ce texte est endommagé et ne peut pas être scellé.',
      SEALING_IS_NOT_ALLOWED: 'Le scellement est désactivé.',
    },
    data: 'Ce que vous allez sceller',
    characters: {
      one: '{count} caractère',
      other: '{count} caractères',
    },
    shownPart: 'Vous voyez la partie {part} sur {parts}. Votre sceau porte sur le texte entier.',
    part: 'Partie, de 1 à {parts}',
    previousPart: 'Partie précédente',
    nextPart: 'Partie suivante',
    seal: 'Sceller',
    hint: 'Lisez d’abord. Avec votre sceau, vous confirmez exactement ce texte.',
    pending: 'Scellement…',
    done: 'Scellé.',
    missing: 'Scellez d’abord ceci.',
    empty: 'Il n’y a encore rien à sceller.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Ce code est destiné à un autre de vos navigateurs. Utilisez-le là-bas, ou demandez-en un pour ce navigateur.',
      CODE_TYPE_NOT_SUPPORTED:
        'Ce code ne débloque pas. Avec 10 chiffres, il définit un nouveau code PIN ou mot de passe\u202f; avec 16 lettres et chiffres, il configure un navigateur\u202f: utilisez-le pour cela.',
      TOKEN_IS_NOT_BLOCKED: 'Ce navigateur n’est pas bloqué.',
      USER_IS_BLOCKED:
        'Il y a eu trop de tentatives erronées. Choisissez un nouveau code PIN ou mot de passe avec un code de réinitialisation.',
      USER_IS_NOT_BLOCKED: 'Votre compte n’est pas bloqué.',
    },
    code: 'Code de déblocage',
    hint: '10 chiffres, tels que vous les avez reçus.',
    mistyped: 'Ce code contient une faute de frappe. Vérifiez-le.',
    submit: 'Débloquer',
    pending: 'Déblocage…',
    done: '{login} est débloqué.',
    doneHint: 'Vous pouvez l’utiliser à nouveau.',
  },
};
